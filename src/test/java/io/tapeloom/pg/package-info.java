/** Tests of the database library, on real servers. */
package io.tapeloom.pg;

/** Tests of the pure market room against naive twins. */
package io.tapeloom.market;

/** Tests of the indicators' door. */
package io.tapeloom.indicator.io;

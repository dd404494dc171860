/** Serves the catalogue of indicators over stored bars. */
package io.tapeloom.indicator.io;

/** Watches results and data, beats each second, and writes down what it finds. */
package io.tapeloom.risk.io;

/** Health, metrics and the watchdog. */
package io.tapeloom.ops;

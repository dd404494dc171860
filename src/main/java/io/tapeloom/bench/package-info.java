/** Measures the program against yardsticks that run beside it. */
package io.tapeloom.bench;

/** Tests of the bench: its yardsticks compute the same as the program. */
package io.tapeloom.bench;

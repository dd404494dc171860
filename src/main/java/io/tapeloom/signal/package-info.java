/** Turns the tape into scored, explained decisions at sealed boundaries of fifteen seconds. */
package io.tapeloom.signal;

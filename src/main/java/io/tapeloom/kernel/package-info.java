/** The vocabulary every other room speaks: instruments, intervals, sides and exact numbers. */
package io.tapeloom.kernel;

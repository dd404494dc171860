/** The commands of the program. */
package io.tapeloom.cli;

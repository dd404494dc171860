/** Tests of the command line, without and with a process of its own. */
package io.tapeloom.cli;

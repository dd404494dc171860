/** The top of the house: the command line, the composition root and the settings. */
package io.tapeloom;

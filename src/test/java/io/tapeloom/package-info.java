/** Tests of the house as a whole: its laws and its shared fixtures. */
package io.tapeloom;

/** Tests of the vocabulary. */
package io.tapeloom.kernel;

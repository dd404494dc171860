/** Tests of what operators look at. */
package io.tapeloom.ops;

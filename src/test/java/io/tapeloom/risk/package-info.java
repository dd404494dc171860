/** Tests of sizes, limits and the guard. */
package io.tapeloom.risk;

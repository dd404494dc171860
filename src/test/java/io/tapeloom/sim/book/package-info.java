/** Tests of the matching core: exact rules, and a naive twin under random order flow. */
package io.tapeloom.sim.book;

/** Pure indicators over sealed slices and bars; the only room that may use ta4j. */
package io.tapeloom.indicator;

/** Tests of the indicators, against sorted lists, spreadsheets and ta4j. */
package io.tapeloom.indicator;

/** Tests of the records of answers and events. */
package io.tapeloom.binance.answer;

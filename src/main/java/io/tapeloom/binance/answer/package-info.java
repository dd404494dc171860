/** What the exchange answers and sends, as records; a component is a field of the payload. */
package io.tapeloom.binance.answer;

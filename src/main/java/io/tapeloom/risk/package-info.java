/** Decides how much may be risked, and says no with a reason. */
package io.tapeloom.risk;

/** People and programs that use Tapeloom: who they are and what they may do. */
package io.tapeloom.user;

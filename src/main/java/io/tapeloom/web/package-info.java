/** What every HTTP door needs: contract routing, problem errors, paging. */
package io.tapeloom.web;

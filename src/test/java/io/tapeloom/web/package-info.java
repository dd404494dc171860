/** Tests of the contract routing, problems and paging. */
package io.tapeloom.web;

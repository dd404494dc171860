/**
 * Other people's Java clients trade on the simulated exchange. They run as a program of their own:
 * what they depend on is old, and stays away from the product.
 */
package clients;

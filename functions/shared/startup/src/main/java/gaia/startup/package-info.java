/** What makes a start shorter that is trained for an AOT cache. */
package gaia.startup;

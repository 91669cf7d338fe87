/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ENROLMENT_H
#define MODEL_ENROLMENT_H

/* Is a child at school, and why not (requirements.md 2.3)?  Without a word
 * they are.  Where somebody who is not may be found is "unknown" until
 * somebody writes it. */
enum enrolment {
	ENROLMENT_HERE,
	ENROLMENT_SUSPENDED,   /* on leave, with a place kept */
	ENROLMENT_TRANSFERRED, /* to another school */
	ENROLMENT_GRADUATED,
	ENROLMENT_COUNT
};
#define WHEREABOUTS_MAX 121

const char *enrolment_name(enum enrolment e);  /* "suspended"; static */
int enrolment_of(const char *name);	       /* -1 without */
const char *enrolment_words(enum enrolment e); /* a msgid */

#endif

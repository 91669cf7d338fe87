/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A slow line by hand:
 *
 *	tests/link/relay PORT [RATE [RTT [HEADER]]]
 *
 * prints the port it listens on and leads to PORT of this machine, at RATE
 * bits a second (9600) with RTT ms (300) there and back, HEADER bytes (52)
 * charged a segment.  Commands of tests/link/link.h on stdin, from a socket or
 * a terminal; its end ends the line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/link/link.h"

int
main(int argc, char **argv)
{
	struct link_how how = {
		.rate = 9600, .rtt_ms = 300, .header = LINK_HEADER
	};
	int port, listening;

	if (argc < 2) {
		fprintf(stderr, "usage: relay PORT [RATE [RTT [HEADER]]]\n");
		return 2;
	}
	how.to = atoi(argv[1]);
	how.rate = argc > 2 ? atol(argv[2]) : how.rate;
	how.rtt_ms = argc > 3 ? atoi(argv[3]) : how.rtt_ms;
	how.header = argc > 4 ? atoi(argv[4]) : how.header;
	if ((listening = link_listen(&port)) < 0) {
		perror("relay");
		return 1;
	}
	printf("port=%d\n", port);
	fflush(stdout);
	return link_serve(&how, listening, STDIN_FILENO);
}

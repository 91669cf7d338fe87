/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <sysexits.h>

#include "base/confine.h"
#include "ctl/ctl.h"
#include "sealed/key.h"

int
main(int argc, char **argv)
{
	/* Nothing else is given up: whoever types this has a shell. */
	if (confine_memory() != 0) {
		perror("xinqing");
		return EX_OSERR;
	}
	/* Fields on stdin go into guarded memory before any store is open. */
	if (sealed_init() != 0) {
		fprintf(stderr, "xinqing: no guarded memory\n");
		return EX_OSERR;
	}
	return ctl_main(argc, argv);
}

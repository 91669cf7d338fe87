/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_NONCE_H
#define SEALED_NONCE_H

#include <stdint.h>

#define NONCE_BYTES 24

/* Once before the first: ERR_MEMORY. */
int nonce_init(void);

/* A random nonce, given to nobody else.  Many are asked of the kernel at
 * once; a child of this process has none of them.  Not for two threads. */
void nonce_next(uint8_t to[NONCE_BYTES]);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The main() of tests/fuzz/ in an ordinary build: a short run, always the
 * same, in the check.  With --enable-fuzzers (clang) libFuzzer's own main()
 * takes its place and looks for as long as it is let.
 *
 *	tests/fuzz/text [FILE...]	the files alone, to see a finding again
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/fuzz.h"
#include "tests/lib/test.h"

#define RUNS 20000
#define INPUT_MAX 2048

static uint64_t
next(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* A piece somebody thought of, or bytes at random. */
static size_t
add_piece(uint8_t *to, size_t room, uint64_t *seed)
{
	size_t n, words = 0;
	const char *piece;

	while (fuzz_pieces[words] != NULL)
		words++;
	if (words > 0 && next(seed) % 4 != 0) {
		piece = fuzz_pieces[next(seed) % words];
		n = strlen(piece);
		n = n < room ? n : room;
		memcpy(to, piece, n);
	} else {
		n = next(seed) % 8;
		n = n < room ? n : room;
		for (size_t i = 0; i < n; i++)
			to[i] = (uint8_t)next(seed);
	}
	return n;
}

static void
one_run(uint64_t *seed)
{
	uint8_t input[INPUT_MAX], *exact;
	size_t n = 0, pieces = next(seed) % 40;

	while (pieces-- > 0)
		n += add_piece(input + n, sizeof(input) - n, seed);
	for (size_t flips = next(seed) % 4; flips > 0 && n > 0; flips--)
		input[next(seed) % n] ^= (uint8_t)(1u << next(seed) % 8);
	/* In memory of its very size, so that one byte too far is found. */
	exact = malloc(n > 0 ? n : 1);
	if (exact == NULL)
		abort();
	memcpy(exact, input, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

static int
one_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *p = malloc(1 << 20);
	size_t n;

	if (f == NULL || p == NULL) {
		fprintf(stderr, "%s cannot be read\n", path);
		return 1;
	}
	n = fread(p, 1, 1 << 20, f);
	fclose(f);
	LLVMFuzzerTestOneInput(p, n);
	free(p);
	return 0;
}

int
main(int argc, char **argv)
{
	uint64_t seed = 0x9e3779b97f4a7c15u;
	int r = 0, runs = &fuzz_runs != NULL ? fuzz_runs : RUNS;

	for (int i = 1; i < argc; i++)
		r |= one_file(argv[i]);
	if (argc > 1)
		return r;
	printf("1..1\n");
	for (int i = 0; i < runs; i++)
		one_run(&seed);
	printf("ok 1 - %d inputs did no harm\n", runs);
	return 0;
}

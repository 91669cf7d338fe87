/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/pack.h"

static int
add_file(zip_t *z, const struct pack_file *f, const char *pass, int64_t at)
{
	zip_source_t *s = zip_source_buffer(z, f->p, f->n, 0);
	zip_int64_t i;

	if (s == NULL)
		return ERR_SYSTEM;
	if ((i = zip_file_add(z, f->name, s, ZIP_FL_ENC_UTF_8)) < 0) {
		zip_source_free(s);
		return ERR_SYSTEM;
	}
	if (zip_set_file_compression(z, (zip_uint64_t)i, ZIP_CM_STORE, 0) !=
		0 ||
	    zip_file_set_mtime(z, (zip_uint64_t)i, (time_t)at, 0) != 0 ||
	    zip_file_set_encryption(z, (zip_uint64_t)i, ZIP_EM_AES_256, pass) !=
		0)
		return ERR_SYSTEM;
	return 0;
}

/* What the library has written, out of its source. */
static int
take(zip_source_t *s, struct buf *out)
{
	zip_int64_t n;

	if (zip_source_open(s) != 0)
		return ERR_SYSTEM;
	while ((n = zip_source_read(s, buf_room(out, 4096), 4096)) > 0)
		buf_wrote(out, (size_t)n);
	zip_source_close(s);
	return n == 0 ? 0 : ERR_SYSTEM;
}

int
pack_make(const struct pack_file *files, int n, const char *pass, int64_t at,
    struct buf *out)
{
	zip_source_t *s = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = NULL;
	int r = 0;

	if (s == NULL)
		return ERR_MEMORY;
	zip_source_keep(s); /* closing the archive gives its own hold up */
	if ((z = zip_open_from_source(s, ZIP_TRUNCATE, NULL)) == NULL) {
		zip_source_free(s);
		zip_source_free(s);
		return ERR_SYSTEM;
	}
	for (int i = 0; i < n && r == 0; i++)
		r = add_file(z, &files[i], pass, at);
	if (r == 0 && zip_close(z) != 0)
		r = ERR_SYSTEM;
	if (r != 0)
		zip_discard(z);
	else
		r = take(s, out);
	zip_source_free(s);
	return r;
}

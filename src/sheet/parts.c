/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define PIECE 65536
#define RATIO_FROM (1 << 20) /* small parts may well be all alike */

/* --- the file, for libzip --------------------------------------------------
 */

static zip_int64_t
read_on(struct sheet *s, void *to, zip_uint64_t n)
{
	int64_t got = s->how->read_at(s->how->arg, s->at, to, (size_t)n);

	if (got < 0) {
		zip_error_set(&s->zip_error, ZIP_ER_READ, 0);
		return -1;
	}
	s->at += got;
	return got;
}

static zip_int64_t
tell_size(const struct sheet *s, zip_stat_t *st)
{
	zip_stat_init(st);
	st->size = (zip_uint64_t)s->how->size;
	st->valid = ZIP_STAT_SIZE;
	return sizeof(*st);
}

static zip_int64_t
seek(struct sheet *s, void *data, zip_uint64_t n)
{
	zip_int64_t to = zip_source_seek_compute_offset((zip_uint64_t)s->at,
	    (zip_uint64_t)s->how->size, data, n, &s->zip_error);

	if (to < 0)
		return -1;
	s->at = to;
	return 0;
}

static zip_int64_t
source(void *arg, void *data, zip_uint64_t n, zip_source_cmd_t what)
{
	struct sheet *s = arg;

	switch (what) {
	case ZIP_SOURCE_OPEN:
		s->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_on(s, data, n);
	case ZIP_SOURCE_STAT:
		return tell_size(s, data);
	case ZIP_SOURCE_SEEK:
		return seek(s, data, n);
	case ZIP_SOURCE_TELL:
		return s->at;
	case ZIP_SOURCE_ERROR:
		return zip_error_to_data(&s->zip_error, data, n);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_SEEKABLE;
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		zip_error_set(&s->zip_error, ZIP_ER_OPNOTSUPP, 0);
		return -1;
	}
}

/* --- its parts -------------------------------------------------------------
 */

/* The names of parts are the same in either case, and some writers part their
 * folders the other way. */
static char
plain(char c)
{
	return c == '\\' ? '/' : (char)tolower((unsigned char)c);
}

static bool
same_name(const char *a, const char *b)
{
	while (*a != '\0' && plain(*a) == plain(*b)) {
		a++;
		b++;
	}
	return *a == *b;
}

/* Does it name anything but a place inside? */
static bool
leads_out(const char *name)
{
	if (plain(name[0]) == '/' || strchr(name, ':') != NULL)
		return true;
	for (const char *p = name; *p != '\0'; p++)
		if ((p == name || plain(p[-1]) == '/') && p[0] == '.' &&
		    p[1] == '.' && (p[2] == '\0' || plain(p[2]) == '/'))
			return true;
	return false;
}

static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && same_name(name + n - m, end);
}

static int
check_one(struct sheet *s, const char *const *names, zip_uint64_t i)
{
	zip_stat_t st;

	if (names[i] == NULL || strlen(names[i]) >= PART_NAME_MAX ||
	    zip_stat_index(s->zip, i, ZIP_FL_UNCHANGED, &st) != 0)
		return sheet_refuse(s, READER_DAMAGED, "");
	if (leads_out(names[i]))
		return sheet_refuse(s, READER_PATHS, names[i]);
	for (zip_uint64_t j = 0; j < i; j++)
		if (same_name(names[i], names[j]))
			return sheet_refuse(s, READER_TWICE, names[i]);
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
	    st.encryption_method != ZIP_EM_NONE)
		return sheet_refuse(s, READER_LOCKED, "");
	if (ends_in(names[i], "vbaProject.bin"))
		s->told->remark = READER_MACROS;
	return 0;
}

/* All of them are looked at, those too that nobody will read: two parts of
 * one name are two workbooks, one for whoever checks and one for whoever
 * reads. */
static int
check_all(struct sheet *s)
{
	zip_int64_t n = zip_get_num_entries(s->zip, ZIP_FL_UNCHANGED);
	const char **names;
	int r = 0;

	if (n > READER_PARTS_MAX)
		return sheet_refuse(s, READER_PARTS, "");
	names = mem_zero((size_t)n + 1, sizeof(*names));
	for (zip_uint64_t i = 0; i < (zip_uint64_t)n && r == 0; i++) {
		names[i] =
		    zip_get_name(s->zip, i, ZIP_FL_ENC_RAW | ZIP_FL_UNCHANGED);
		r = check_one(s, names, i);
	}
	free(names);
	return r;
}

static int
refuse_zip(struct sheet *s, int code, const char *part)
{
	return sheet_refuse(s,
	    code == ZIP_ER_MEMORY	 ? READER_MEMORY
	    : code == ZIP_ER_COMPNOTSUPP ? READER_METHOD
	    : code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_NOPASSWD
		? READER_LOCKED
		: READER_DAMAGED,
	    part);
}

int
parts_open(struct sheet *s)
{
	zip_error_t why;
	zip_source_t *src;

	zip_error_init(&s->zip_error);
	zip_error_init(&why);
	src = zip_source_function_create(source, s, &why);
	if (src == NULL)
		return sheet_refuse(s, READER_MEMORY, "");
	s->zip = zip_open_from_source(src, ZIP_RDONLY, &why);
	if (s->zip == NULL) {
		zip_source_free(src);
		return refuse_zip(s, zip_error_code_zip(&why), "");
	}
	return check_all(s);
}

void
parts_close(struct sheet *s)
{
	if (s->zip != NULL)
		zip_discard(s->zip);
	s->zip = NULL;
	zip_error_fini(&s->zip_error);
}

/* Its index, or -1. */
static zip_int64_t
find(struct sheet *s, const char *name)
{
	zip_int64_t n = zip_get_num_entries(s->zip, ZIP_FL_UNCHANGED);

	for (zip_int64_t i = 0; i < n; i++)
		if (same_name(name, zip_get_name(s->zip, (zip_uint64_t)i,
					ZIP_FL_ENC_RAW | ZIP_FL_UNCHANGED)))
			return i;
	return -1;
}

bool
parts_has(struct sheet *s, const char *name)
{
	return find(s, name) >= 0;
}

/* What the file says of the part, before a byte of it is unpacked. */
static int
check_part(struct sheet *s, const char *name, const zip_stat_t *st)
{
	const zip_uint64_t need =
	    ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;

	if ((st->valid & need) != need ||
	    st->comp_size > (zip_uint64_t)s->how->size)
		return sheet_refuse(s, READER_DAMAGED, name);
	if (st->comp_method != ZIP_CM_STORE &&
	    st->comp_method != ZIP_CM_DEFLATE)
		return sheet_refuse(s, READER_METHOD, name);
	if (st->size > RATIO_FROM &&
	    st->size / READER_RATIO_MAX > st->comp_size)
		return sheet_refuse(s, READER_BOMB, name);
	if (st->size > (zip_uint64_t)(READER_UNPACKED_MAX - s->unpacked))
		return sheet_refuse(s, READER_UNPACKED, name);
	s->unpacked += (int64_t)st->size;
	return 0;
}

/* The bytes of f; one that holds more than the file says is damaged, so that
 * what was checked is what is read. */
static int
read_pieces(struct sheet *s, const char *name, zip_file_t *f, zip_uint64_t size,
    int (*take)(void *arg, const char *p, size_t n, bool last), void *arg)
{
	char *piece = mem_grow(NULL, PIECE, 1);
	zip_uint64_t all = 0;
	zip_int64_t n = 1;
	int r = 0;

	while (r == 0 && n > 0) {
		n = zip_fread(f, piece, PIECE);
		if (n < 0)
			r = refuse_zip(
			    s, zip_error_code_zip(zip_file_get_error(f)), name);
		else if ((all += (zip_uint64_t)n) > size)
			r = sheet_refuse(s, READER_DAMAGED, name);
		else
			r = take(arg, piece, (size_t)n, n == 0);
	}
	free(piece);
	return r;
}

int
parts_read(struct sheet *s, const char *name,
    int (*take)(void *arg, const char *p, size_t n, bool last), void *arg)
{
	zip_int64_t i = find(s, name);
	zip_stat_t st;
	zip_file_t *f;
	int r;

	if (i < 0)
		return ERR_NOT_FOUND;
	if (zip_stat_index(s->zip, (zip_uint64_t)i, ZIP_FL_UNCHANGED, &st) != 0)
		return sheet_refuse(s, READER_DAMAGED, name);
	if ((r = check_part(s, name, &st)) != 0)
		return r;
	f = zip_fopen_index(s->zip, (zip_uint64_t)i, ZIP_FL_UNCHANGED);
	if (f == NULL)
		return refuse_zip(
		    s, zip_error_code_zip(zip_get_error(s->zip)), name);
	r = read_pieces(s, name, f, st.size, take, arg);
	zip_fclose(f);
	return r;
}

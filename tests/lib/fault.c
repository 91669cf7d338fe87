/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confine.h"
#include "tests/lib/fault.h"
#include "tests/lib/test.h"

const char *
fault_library(void)
{
	static char path[400];

	snprintf(path, sizeof(path), "%s/tests/torture/fault.so",
	    getenv("XINQING_BUILDDIR"));
	return confine_is_whole() && access(path, R_OK) == 0 ? path : NULL;
}

const char *
fault_page(void)
{
	static char path[400];

	snprintf(path, sizeof(path), "%s/fault", test_folder());
	return path;
}

static struct fault *
page(void)
{
	static struct fault *f;
	int fd;

	if (f != NULL)
		return f;
	fd = open(fault_page(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0 || fchmod(fd, 0666) != 0 || ftruncate(fd, sizeof(*f)) != 0)
		abort();
	f = mmap(NULL, sizeof(*f), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (f == MAP_FAILED)
		abort();
	close(fd);
	return f;
}

void
fault_set(const char *program, enum fault_call call, int64_t at, int error,
    bool always)
{
	struct fault *f = page();

	atomic_store(&f->call, FAULT_NONE);
	mem_copy_text(f->program, sizeof(f->program), program);
	atomic_store(&f->error, error);
	atomic_store(&f->always, always);
	atomic_store(&f->at, at);
	atomic_store(&f->count, 0);
	atomic_store(&f->hit, 0);
	atomic_store(&f->call, call);
}

void
fault_none(void)
{
	atomic_store(&page()->call, FAULT_NONE);
}

int64_t
fault_calls(void)
{
	return atomic_load(&page()->count);
}

int64_t
fault_hits(void)
{
	return atomic_load(&page()->hit);
}

void
fault_clock(int64_t seconds)
{
	atomic_store(&page()->clock, seconds);
}

static void
make_program(const char *folder, const char *name)
{
	char path[500];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f,
	    "#!/bin/sh\nLD_PRELOAD='%s' XINQING_FAULT='%s' exec '%s/%s' \"$@\"\n",
	    fault_library(), fault_page(), getenv("XINQING_BUILDDIR"), name);
	fclose(f);
	assert_int_equal(chmod(path, 0755), 0);
}

const char *
fault_programs(void)
{
	static char folder[400];

	if (folder[0] != '\0')
		return folder;
	snprintf(folder, sizeof(folder), "%s/programs", test_folder());
	assert_int_equal(mkdir(folder, 0755), 0);
	fault_none(); /* the page is there */
	make_program(folder, "xinqing-session");
	make_program(folder, "xinqing-net");
	make_program(folder, "xinqing-keeper");
	make_program(folder, "xinqing-reader");
	return folder;
}

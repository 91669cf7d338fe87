/* SPDX-License-Identifier: Apache-2.0 */
/* The file that holds the key of the page seal. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "sealed/vfs.h"

static int
key_write(int fd)
{
	uint8_t *key = sodium_malloc(VFS_KEY);
	ssize_t n;
	int r = 0;

	if (key == NULL)
		return ERR_MEMORY;
	randombytes_buf(key, VFS_KEY);
	n = write(fd, key, VFS_KEY);
	sodium_free(key);
	if (n != VFS_KEY || fchmod(fd, 0640) != 0 || fsync(fd) != 0)
		r = n >= 0 || errno == ENOSPC ? ERR_FULL : ERR_IO;
	return r;
}

int
vfs_key_create(const char *path)
{
	int fd, r;

	fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		return errno == EEXIST	 ? ERR_EXISTS
		       : errno == ENOSPC ? ERR_FULL
					 : ERR_IO;
	r = key_write(fd);
	close(fd);
	if (r != 0)
		unlink(path);
	return r;
}

int
vfs_key_use(const char *path)
{
	uint8_t *key;
	ssize_t n;
	int fd, r;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) < 0)
		return errno == ENOENT	 ? ERR_NOT_FOUND
		       : errno == EACCES ? ERR_DENIED
					 : ERR_IO;
	if ((key = sodium_malloc(VFS_KEY + 1)) == NULL) {
		close(fd);
		return ERR_MEMORY;
	}
	n = read(fd, key, VFS_KEY + 1);
	r = n < 0 ? ERR_IO : n != VFS_KEY ? ERR_CORRUPT : vfs_use(key);
	sodium_free(key);
	close(fd);
	return r;
}

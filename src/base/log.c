/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <syslog.h>
#include <unistd.h>

#include "base/log.h"

static bool aside;

void
log_aside(void)
{
	aside = true;
}

static void __attribute__((format(printf, 2, 0)))
log_line(int priority, const char *fmt, va_list ap)
{
	char line[1024];
	int n, m;

	n = snprintf(line, sizeof(line), "<%d>%s[%ld]: ", priority,
	    program_invocation_short_name, (long)getpid());
	m = vsnprintf(line + n, sizeof(line) - (size_t)n - 1, fmt, ap);
	if (m < 0)
		return;
	n += m;
	if ((size_t)n > sizeof(line) - 2)
		n = (int)sizeof(line) - 2;
	line[n++] = '\n';
	/* One write, so that lines of many processes do not mix. */
	if (write(STDERR_FILENO, line, (size_t)n) < 0)
		return;
}

#define LOG_AT(name, priority)                       \
	void name(const char *fmt, ...)              \
	{                                            \
		va_list ap;                          \
                                                     \
		va_start(ap, fmt);                   \
		if (aside)                           \
			vsyslog(priority, fmt, ap);  \
		else                                 \
			log_line(priority, fmt, ap); \
		va_end(ap);                          \
	}

LOG_AT(log_error, LOG_ERR)
LOG_AT(log_warn, LOG_WARNING)
LOG_AT(log_info, LOG_INFO)

void
log_fatal(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_line(LOG_CRIT, fmt, ap);
	va_end(ap);
	_exit(70); /* EX_SOFTWARE: no handlers, no half-written buffers */
}

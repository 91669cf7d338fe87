/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"
#include "base/theme.h"

/*
 * A colour of a terminal is a number; what it looks like is the client's own.
 * These are the colours the common ones come with, from their sources: a
 * theme is judged by the worst of the three.
 */
static const unsigned char palettes[][16][3] = {
	/* xterm */
	{ { 0, 0, 0 }, { 205, 0, 0 }, { 0, 205, 0 }, { 205, 205, 0 },
	    { 0, 0, 238 }, { 205, 0, 205 }, { 0, 205, 205 }, { 229, 229, 229 },
	    { 127, 127, 127 }, { 255, 0, 0 }, { 0, 255, 0 }, { 255, 255, 0 },
	    { 92, 92, 255 }, { 255, 0, 255 }, { 0, 255, 255 },
	    { 255, 255, 255 } },
	/* PuTTY */
	{ { 0, 0, 0 }, { 187, 0, 0 }, { 0, 187, 0 }, { 187, 187, 0 },
	    { 0, 0, 187 }, { 187, 0, 187 }, { 0, 187, 187 }, { 187, 187, 187 },
	    { 85, 85, 85 }, { 255, 85, 85 }, { 85, 255, 85 }, { 255, 255, 85 },
	    { 85, 85, 255 }, { 255, 85, 255 }, { 85, 255, 255 },
	    { 255, 255, 255 } },
	/* the Windows console and Windows Terminal */
	{ { 12, 12, 12 }, { 197, 15, 31 }, { 19, 161, 14 }, { 193, 156, 0 },
	    { 0, 55, 218 }, { 136, 23, 152 }, { 58, 150, 221 },
	    { 204, 204, 204 }, { 118, 118, 118 }, { 231, 72, 86 },
	    { 22, 198, 12 }, { 249, 241, 165 }, { 59, 120, 255 },
	    { 180, 0, 158 }, { 97, 214, 214 }, { 242, 242, 242 } },
};

/* --- WCAG 2.1, "relative luminance" and "contrast ratio" -------------------
 */

/* Newton; y is between 0 and 1. */
static double
fifth_root(double y)
{
	double z = 1;

	for (int i = 0; i < 40; i++)
		z -= (z * z * z * z * z - y) / (5 * z * z * z * z);
	return z;
}

/* ((c + 0.055) / 1.055) ^ 2.4, and 2.4 is 2 and a fifth of 2. */
static double
linear(double c)
{
	double x = (c + 0.055) / 1.055;

	return c <= 0.03928 ? c / 12.92 : x * x * fifth_root(x * x);
}

static double
luminance(const unsigned char rgb[3], bool dim)
{
	static const double weight[3] = { 0.2126, 0.7152, 0.0722 };
	double l = 0;

	for (int i = 0; i < 3; i++)
		l += weight[i] * linear(rgb[i] / 255.0 * (dim ? 2.0 / 3 : 1));
	return l;
}

static double
ratio(double a, double b)
{
	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* --- styles ----------------------------------------------------------------
 */

static const unsigned char white[3] = { 255, 255, 255 }, black[3] = { 0 };

/* What a terminal may make of the ink: many draw bold in the bright colour. */
static int
inks(const unsigned char p[16][3], const struct theme_style *s, bool light,
    double to[2])
{
	const unsigned char *own = light ? black : p[7];
	int n = 1;

	to[0] = luminance(s->fg < 0 ? own : p[s->fg], s->dim);
	if (s->bold && s->fg >= 0 && s->fg < 8)
		to[n++] = luminance(p[s->fg + 8], s->dim);
	return n;
}

/* And of the paper: those of eight colours have no bright one. */
static int
papers(const unsigned char p[16][3], const struct theme_style *s, bool light,
    double to[2])
{
	const unsigned char *own = light ? white : p[0];
	int n = 1;

	to[0] = luminance(s->bg < 0 ? own : p[s->bg], false);
	if (s->bg > 7)
		to[n++] = luminance(p[s->bg - 8], false);
	return n;
}

double
theme_contrast(const struct theme_style *s, bool light)
{
	double ink[2], paper[2], worst = 21;
	int n, m;

	for (size_t i = 0; i < nitems(palettes); i++) {
		n = inks(palettes[i], s, light, ink);
		m = papers(palettes[i], s, light, paper);
		for (int k = 0; k < n * m; k++)
			if (ratio(ink[k / m], paper[k % m]) < worst)
				worst = ratio(ink[k / m], paper[k % m]);
	}
	return worst;
}

/* A rule is no text: nothing is lost with it. */
static double
worst_of(const struct theme *t, bool light, enum theme_role *role)
{
	double worst = 22, c;

	for (int i = 0; i < THEME_ROLES; i++)
		if (i != THEME_RULE &&
		    (c = theme_contrast(&t->style[i], light)) < worst) {
			worst = c;
			*role = (enum theme_role)i;
		}
	return worst;
}

int
theme_light(const struct theme *t, enum theme_role *worst)
{
	enum theme_role on_dark = THEME_PLAIN, on_light = THEME_PLAIN;
	double dark = worst_of(t, false, &on_dark);
	double light = worst_of(t, true, &on_light);

	*worst = light > dark ? on_light : on_dark;
	if (dark >= THEME_CONTRAST_LEAST)
		return 0;
	return light >= THEME_CONTRAST_LEAST ? 1 : -1;
}

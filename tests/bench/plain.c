/* SPDX-License-Identifier: Apache-2.0 */
/* The least that anybody's list in a terminal is: 200 rows of Chinese text, a
 * cursor, ncurses.  The yardstick of what a session costs in memory. */
#include <curses.h>
#include <locale.h>

static void
draw(int top, int at)
{
	static const char *const about[] = { "晚上睡不着", "和同桌吵了一架",
		"想换一个座位", "奶奶住院了", "数学跟不上" };

	erase();
	for (int y = 0; y < LINES - 2 && top + y < 200; y++)
		mvprintw(y, 0, "%c %04d  八年级%d班  %s",
		    top + y == at ? '>' : ' ', top + y, (top + y) % 9 + 1,
		    about[(top + y) % 5]);
	mvprintw(LINES - 1, 0, "%d/200", at + 1);
	refresh();
}

int
main(void)
{
	int at = 0, top = 0, key;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	do {
		draw(top, at);
		key = getch();
		if (key == KEY_DOWN && at < 199)
			at++;
		else if (key == KEY_UP && at > 0)
			at--;
		if (at < top)
			top = at;
		else if (at >= top + LINES - 2)
			top = at - (LINES - 2) + 1;
	} while (key != 'q' && key != ERR);
	endwin();
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "conf/conf.h"
#include "src/sshd/internal.h"

static const char *const words[WORD_COUNT] = {
	[WORD_PROMPT] = N_("Passphrase: "),
	[WORD_PROMPT_NEW] = N_("New passphrase: "),
	[WORD_PROMPT_AGAIN] = N_("The same once more: "),
	[WORD_WRONG] = N_("That did not open it. Please try again; if the "
			  "passphrase is forgotten, ask your group lead."),
	[WORD_NEW] = N_("Welcome. Please choose a passphrase of at least 8 "
			"characters. It alone opens what you write: nobody "
			"can look it up."),
	[WORD_DIFFER] = N_("The two were not the same. Please once more."),
	[WORD_SHORT] = N_("That is shorter than 8 characters or very long. "
			  "Please once more."),
	[WORD_EXEC] = N_("Commands are not run over SSH here. Please sign in "
			 "without one: ssh -p PORT NAME@HOST"),
	[WORD_GATE_TERMINAL] = N_("A file goes through without a terminal: "
				  "please leave out -t."),
	[WORD_SUBSYSTEM] = N_("File transfer is not offered here."),
	[WORD_FORWARD] = N_("Not offered here: forwarding of any kind."),
	[WORD_ENV] = N_("Environment variables are not taken here."),
	[WORD_NO_TERMINAL] = N_("A terminal is needed: please sign in with "
				"ssh -t."),
	[WORD_DUMB] = N_("This terminal (TERM=dumb) cannot place its cursor. "
			 "Please use another one."),
	[WORD_FAILED] = N_("The session could not go on. What was typed is "
			   "kept; please sign in again."),
	[WORD_DIED] = N_("The session ended by a fault of ours. What was typed "
			 "is kept, but for the last second; please sign in "
			 "again."),
	[WORD_FLOOD] = N_("More was pasted at once than can be taken. What was "
			  "typed before is kept."),
	[WORD_IDLE] = N_("Nobody was here for a while, so the session has "
			 "ended."),
	[WORD_STOPPED] = N_("The server is stopping. What was typed is kept; "
			    "please sign in again in a minute."),
	[WORD_TOO_SLOW] = N_("That took too long. Please connect again."),
	[WORD_TROUBLE] = N_("Nobody can sign in just now: the server cannot "
			    "write. Please try again in a moment and tell the "
			    "administrator."),
	[WORD_MOVED] = N_("You have signed in elsewhere, and the call goes on "
			  "there. Every word of it is kept."),
	[WORD_SHUT] = N_("Your account was stopped, and the session has ended. "
			 "The security administrator knows why."),
	[WORD_PROMPT_LOGIN] = N_("Login or work number: "),
	[WORD_PROMPT_CODE] = N_("One-time code: "),
	[WORD_JOIN] = N_("Welcome to Xinqing. Please type your login and the "
			 "one-time code, as your slip or your lead says."),
	[WORD_REPORT] = N_("Xinqing: to report a worry. Please type your login "
			   "and your passphrase."),
	[WORD_WRONG_CODE] = N_("Login and code do not fit, or the code is "
			       "over. Please try again; a new one comes from "
			       "your group lead."),
	[WORD_WRONG_REPORT] =
	    N_("That did not open it. Please try again; if the passphrase is "
	       "forgotten, ask your group lead. Who has a key of their own "
	       "signs in with it."),
	[WORD_NEEDS_KEY] = N_("The code is right, but your post needs a key of "
			      "your own: please make one as the guide shows, "
			      "and connect again. The code stays good."),
	[WORD_AGAIN] = N_("The code is right. Please choose a passphrase of at "
			  "least 8 characters. If you still know the one of "
			  "before, type that: then all stays as it was."),
	[WORD_NEXT_KEY] = N_("From now on connect as: "),
	[WORD_NEXT_REPORT] =
	    N_("From now on connect as: report. Your login there: "),
	[WORD_TRIES] = N_("Too many tries. Please connect again."),
};

/* gettext reads its file at the first word: before the files are gone. */
void
words_load(struct sshd *d)
{
	lang_set(d->c->language);
	for (int i = WORD_NONE + 1; i < WORD_COUNT; i++)
		d->words[i] = _(words[i]);
}

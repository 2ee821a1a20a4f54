/* Limits, files and kernel calls given up by the child, in this order: see base/confined_parts.h. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/confined_parts.h"

/* ------------------------------------------------------------------ how much */

/* A little more before the kernel kills without a word which limit it was. */
static bool limit(__rlimit_resource_t what, int64_t most, int64_t more)
{
	const struct rlimit both = { (rlim_t)most, (rlim_t)(most + more) };

	return setrlimit(what, &both) == 0;
}

static bool limit_all(const struct confined *what)
{
	return limit(RLIMIT_CPU, what->cpu_seconds, 1) && limit(RLIMIT_FSIZE, what->file_bytes, 0) &&
	       limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, 256, 0);
}

/* ------------------------------------------------------------------ which files */

/* linux/landlock.h of Debian 12 is older than the kernels it may run on: landlock(7) has these. */
#define CAN_TRUNCATE  (UINT64_C(1) << 14) /* version 3 */
#define CAN_IOCTL     (UINT64_C(1) << 15) /* version 5 */
#define CAN_TCP       UINT64_C(3)         /* version 4 */
#define SCOPE_SIGNALS UINT64_C(3)         /* version 6: signals, and sockets without a name */

struct rights {
	uint64_t files, network, scopes;
};

#define READ_FILES (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* All that a version knows is taken away; the folder gets that of files back. Until version 3 a file that may be read may be cut short, which
 * only root can do to those below. */
static struct rights rights_of(int version)
{
	return (struct rights){ .files = ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) |
		                         (version >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0) |
		                         (version >= 3 ? CAN_TRUNCATE : 0) | (version >= 5 ? CAN_IOCTL : 0),
		                .network = version >= 4 ? CAN_TCP : 0,
		                .scopes = version >= 6 ? SCOPE_SIGNALS : 0 };
}

/* How much of it a version reads. */
static size_t rights_bytes(int version)
{
	return version >= 6   ? sizeof(struct rights)
	       : version >= 4 ? offsetof(struct rights, scopes)
	                      : offsetof(struct rights, network);
}

/* What a program of the system reads to start, and to find fonts. None of it is anybody's record. */
static const char *const readable[] = { "/usr",
	                                "/bin",
	                                "/lib",
	                                "/lib64",
	                                "/etc/fonts",
	                                "/etc/ld.so.cache",
	                                "/etc/alternatives",
	                                "/etc/localtime",
	                                "/etc/mime.types",
	                                "/var/cache/fontconfig",
	                                "/dev/null",
	                                "/dev/urandom",
	                                "/dev/zero" };

static int landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool confined_hides_files(void)
{
	return landlock_version() > 0;
}

/* True as well when the path is not there: then there is nothing to allow. */
static bool allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = access,
		                                      .parent_fd = open(path, O_PATH | O_CLOEXEC) };
	bool is_allowed;

	if (beneath.parent_fd < 0)
		return errno == ENOENT;
	is_allowed = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
	if (!is_allowed && errno == EINVAL) { /* a file, which has no folder to read */
		beneath.allowed_access &= ~(uint64_t)LANDLOCK_ACCESS_FS_READ_DIR;
		is_allowed = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
	}
	close(beneath.parent_fd);
	return is_allowed;
}

static bool hide_files(const char *folder)
{
	int version = landlock_version(), rules;
	const struct rights rights = rights_of(version);
	bool is_hidden;

	if (version < 1)
		return true; /* an old kernel: the limits and the kernel calls still hold */
	rules = (int)syscall(SYS_landlock_create_ruleset, &rights, rights_bytes(version), 0);
	is_hidden = rules >= 0 && allow(rules, folder, rights.files);
	for (size_t i = 0; is_hidden && i < sizeof readable / sizeof readable[0]; i++)
		is_hidden = allow(rules, readable[i], READ_FILES);
	is_hidden = is_hidden && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return is_hidden;
}

/* ------------------------------------------------------------------ which calls */

/* The network; leaving the group that is killed; looking into or changing other processes, files by their path that Landlock does not keep
 * (who may read them), and the system. */
static const char *const refused[] = {
	"socket",
	"connect",
	"bind",
	"listen",
	"accept",
	"accept4",
	"sendto",
	"sendmsg",
	"sendmmsg",
	"io_uring_setup",
	"setsid",
	"setpgid",
	"setns",
	"unshare",
	"ptrace",
	"process_vm_readv",
	"process_vm_writev",
	"process_madvise",
	"kcmp",
	"pidfd_getfd",
	"kill",
	"tkill",
	"rt_sigqueueinfo",
	"rt_tgsigqueueinfo",
	"pidfd_send_signal",
	"shmget",
	"shmat",
	"shmctl",
	"semget",
	"msgget",
	"mq_open",
	"truncate",
	"chmod",
	"fchmodat",
	"chown",
	"lchown",
	"fchownat",
	"setxattr",
	"lsetxattr",
	"removexattr",
	"lremovexattr",
	"open_by_handle_at",
	"mount",
	"umount2",
	"move_mount",
	"mount_setattr",
	"open_tree",
	"fsopen",
	"fsconfig",
	"fsmount",
	"fspick",
	"pivot_root",
	"chroot",
	"mknod",
	"mknodat",
	"keyctl",
	"add_key",
	"request_key",
	"bpf",
	"perf_event_open",
	"userfaultfd",
	"init_module",
	"finit_module",
	"delete_module",
	"kexec_load",
	"kexec_file_load",
	"reboot",
	"swapon",
	"swapoff",
	"settimeofday",
	"clock_settime",
	"clock_adjtime",
	"adjtimex",
	"sethostname",
	"setdomainname",
	"acct",
	"quotactl",
	"syslog",
};

/* Of the same kind, but younger than the names that libseccomp of Debian 12 knows. The kernel numbers them alike on all processors but MIPS and Alpha. */
static const int refused_by_number[] = {
	452, /* fchmodat2 */
	463, /* setxattrat */
	466, /* removexattrat */
	467, /* open_tree_attr */
	469, /* file_setattr */
};

/* Of another process than itself. */
static bool refuse_of_others(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1,
	                        (struct scmp_arg_cmp){ .arg = 0, .op = SCMP_CMP_NE }) == 0 &&
	       (landlock_version() >= 6 || /* which knows whose signal it is */
	        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 0) == 0);
}

static bool refuse_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool is_loaded = filter != NULL;

	for (size_t i = 0; is_loaded && i < sizeof refused / sizeof refused[0]; i++) {
		int call = seccomp_syscall_resolve_name(refused[i]);

		if (call != __NR_SCMP_ERROR) /* this kernel or library does not know it */
			is_loaded = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
	}
	for (size_t i = 0; is_loaded && i < sizeof refused_by_number / sizeof refused_by_number[0]; i++)
		is_loaded = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused_by_number[i], 0) == 0;
	is_loaded = is_loaded && refuse_of_others(filter) && seccomp_load(filter) == 0;
	if (filter != NULL)
		seccomp_release(filter);
	return is_loaded;
}

bool confined_give_up(const struct confined *what)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit_all(what) && hide_files(what->folder) &&
	       refuse_calls();
}

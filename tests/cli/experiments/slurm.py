"""A SLURM of one node, started in a folder of its own without cgroups, and stopped after.

    slurm.py LIEN SCENARIO_FOLDER

runs sweeps on it: an array, its exit codes, a requeue, a preemption, a time limit. Prints what it found; ends with 77
when SLURM cannot be started here.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

LIEN, TERRITORY = sys.argv[1:3]


def skip(why):
    print("SKIPPED: " + why)
    sys.exit(77)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Slurm:
    """munged, slurmctld and slurmd with private ports, keys and folders."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        for program in ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"):
            if shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/sbin") is None:
                skip(f"{program} is not installed (packages munge, slurm-wlm)")
        if os.geteuid() != 0:
            skip("only root may start SLURM's daemons")
        os.environ["PATH"] += ":/usr/sbin:/sbin"
        os.environ["SLURM_CONF"] = str(folder / "slurm.conf")

    def start(self):
        folder = self.folder
        (folder / "munge.key").write_bytes(os.urandom(1024))
        for name in ("munge.key",):
            (folder / name).chmod(0o600)
        for name in ("state", "spool"):
            (folder / name).mkdir()
        host = socket.gethostname().split(".")[0]
        (folder / "slurm.conf").write_text(f"""ClusterName=lien
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
ReturnToService=2
MpiDefault=none
KillWait=3
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=500 State=UNKNOWN
PartitionName=usual Nodes={host} Default=YES MaxTime=60 PriorityTier=1 State=UP
PartitionName=urgent Nodes={host} MaxTime=60 PriorityTier=9 State=UP
""")
        self.spawn("munged", "--foreground", "--force", f"--key-file={folder}/munge.key", f"--socket={folder}/munge.socket",
                   f"--pid-file={folder}/munged.pid", f"--log-file={folder}/munged.log", f"--seed-file={folder}/munge.seed")
        self.wait_for(lambda: (folder / "munge.socket").exists(), "munged does not start", 5)
        self.spawn("slurmctld", "-D")
        self.wait_for(lambda: self.said("scontrol", "ping").find("UP") >= 0, "slurmctld does not start", 10)
        self.spawn("slurmd", "-D", "-N", host)
        self.wait_for(lambda: self.said("sinfo", "--noheader", "--format=%t").startswith("idle"), "slurmd does not start", 15)

    def spawn(self, *command):
        log = open(self.folder / (command[0] + ".out"), "w")
        self.processes.append(subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True))

    def wait_for(self, condition, complaint, seconds):
        for _ in range(int(10 * seconds)):
            if condition():
                return
            time.sleep(0.1)
        skip(complaint)

    @staticmethod
    def said(*command):
        return subprocess.run(command, capture_output=True, text=True).stdout

    def explain(self):
        """What SLURM and its tasks said, for whoever reads of a failure."""
        print(self.said("scontrol", "--oneliner", "show", "job"), self.said("squeue", "--array"))
        for file in [*self.folder.glob("*/slurm/*.log"), self.folder / "slurmctld.log", self.folder / "slurmd.log"]:
            lines = file.read_text(errors="replace").splitlines() if file.exists() else []
            print(f"--- {file}", *lines[-40:], sep="\n")

    def stop(self):
        subprocess.run(["scancel", "--user=root"], capture_output=True, timeout=20)
        time.sleep(0.3)
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def lien(*arguments, code=0):
    ended = subprocess.run([LIEN, *arguments], capture_output=True, text=True)
    if ended.returncode != code:
        raise SystemExit(f"lien {' '.join(arguments)}: code {ended.returncode}, expected {code}\n{ended.stdout}{ended.stderr}")
    return ended.stdout + ended.stderr


def experiment(folder, name, replicates, months):
    path = folder / (name + ".toml")
    path.write_text(f"""[experiment]
scenario = "{TERRITORY}/territory.toml"
replicates = {replicates}
months = ["{months}"]
measures = ["contacts", "mean_trust"]
[[arm]]
name = "long"
set = ["run.until={months}"]
""")
    return str(path)


def status(folder):
    return json.loads(lien("status", folder, "--json"))


def digest(folder):
    lien("gather", folder, "-o", folder + ".nc")
    return lien("digest", folder + ".nc")


def until(condition, what, seconds=40):
    deadline = time.time() + seconds
    while not condition():
        if time.time() > deadline:
            raise SystemExit("waited in vain: " + what)
        time.sleep(0.05)


def job_of(folder):
    note = pathlib.Path(folder) / "slurm" / "job.json"
    until(note.exists, "an array is submitted")
    return json.loads(note.read_text())["job"]


def follow(file, folder, *options):
    return subprocess.Popen([LIEN, "sweep", file, "-o", folder, "--executor", "slurm", "--jobs", "1", *options],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run_array(folder):
    """Several tasks make one sweep, equal to a local one; again it does nothing."""
    file = experiment(folder, "array", 12, "2012-12")
    lien("sweep", file, "-o", str(folder / "local"), "-q")
    said = lien("sweep", file, "-o", str(folder / "array"), "--executor", "slurm", "--bundle-minutes", "0.001")
    tasks = int(re.search(r"of (\d+) tasks", said)[1])
    assert tasks >= 2, said
    assert digest(str(folder / "array")) == digest(str(folder / "local"))
    assert lien("sweep", file, "-o", str(folder / "array"), "--executor", "slurm").startswith("12 runs done")
    print(f"array: {tasks} tasks, the digest of a local sweep")


def settled(sweep):
    """Runs done and bytes of their records, of one moment: a worker may write on for a while after its job is gone."""
    records, size = sweep + "/runs/1_of_1.records", None
    while size != os.path.getsize(records):
        size = os.path.getsize(records)
        done = status(sweep)["done"]
    return done, size


class SoonAgain:
    """Spares a requeued task SLURM's wait of two minutes. Two seconds stay: a start within the second of the kill is
    refused by the node ("already killed, do not launch"), whose clock of revoked credentials knows whole seconds."""

    def __init__(self, job):
        self.job, self.restarts = job, None

    def look(self):
        """What SLURM says of the task, which is told once per requeue to start soon."""
        about = Slurm.said("scontrol", "show", "job", self.job)
        restarts = re.search(r"Restarts=(\d+)", about)
        if "Reason=BeginTime" in about and restarts[1] != self.restarts:
            soon = ["scontrol", "update", f"jobid={self.job}_1", "starttime=now+2seconds"]
            if subprocess.run(soon, capture_output=True).returncode == 0:
                self.restarts = restarts[1]
        return about


def interrupted(folder, name, disturb):
    """A long sweep of one task that `disturb` puts back into the queue: it goes on, and nothing is done twice."""
    file = experiment(folder, name, 20000, "2012-12")
    sweep = str(folder / name)
    follower = follow(file, sweep, "--bundle-minutes", "10000", "--time-limit", "30")
    job = job_of(sweep)
    until(lambda: os.path.exists(sweep + "/runs/1_of_1.records") and status(sweep)["done"] > 3, name + " begins")
    disturb(job)

    task = SoonAgain(job)

    def restarted():
        about = task.look()
        return re.search("Restarts=[1-9]", about) and "JobState=RUNNING" in about

    until(restarted, name + " starts again")
    before = status(sweep)["done"]
    until(lambda: status(sweep)["done"] > before + 3, name + " goes on")
    follower.terminate()
    output = follower.communicate()[0]
    assert follower.returncode == 5 and "goes on: the same command follows it" in output, output
    Slurm.said("scancel", job)
    until(lambda: not Slurm.said("squeue", "--noheader", "--jobs=" + job), name + " ends")
    done, size = settled(sweep)
    assert done <= (size - 96) / (64 + 2 * 8) < done + 1, f"{done} runs in {size} bytes: one was done twice"
    print(f"{name}: {before} runs at the second start, {done} in the end, none twice")


def preempt(job):
    Slurm.said("sbatch", "--partition=urgent", "--exclusive", "--time=1", "--output=/dev/null", "--wrap=sleep 1")


def time_limit(job):
    Slurm.said("scancel", "--batch", "--signal=USR2", job + "_1")  # what SLURM sends before a time limit


def true_time_limit(folder):
    """SLURM's own warning and limit, which is a minute at least: several starts, and nothing done twice."""
    runs = int(90 / status(str(folder / "requeue"))["mean_seconds"])
    file = experiment(folder, "limit", runs, "2012-12")
    sweep = str(folder / "limit")
    follower = follow(file, sweep, "--time-limit", "1")
    restarts = set()
    task = SoonAgain(job_of(sweep))
    while follower.poll() is None:
        restarts.update(re.findall(r"Restarts=(\d+)", task.look()))
        time.sleep(0.5)
    assert follower.returncode == 0, follower.communicate()[0]
    assert "1" in restarts, "it was over within a minute"
    assert os.path.getsize(sweep + "/runs/1_of_1.records") == 96 + runs * (64 + 2 * 8), "a run was done twice"
    print(f"true time limit: {len(restarts)} starts, no run twice")


def failing(folder):
    """Runs that fail are told by the exit code of the task and of the sweep."""
    file = folder / "failing.toml"
    ends = ", ".join('"2007-13"' if k == 254 else '"2008-02"' for k in range(500))
    file.write_text(f"""[experiment]
scenario = "{TERRITORY}/territory.toml"
months = ["2008-02"]
measures = ["contacts"]
[design]
kind = "list"
[[arm]]
name = "shock"
set = ["intervention.crisis.kind=covid", "intervention.crisis.start=2008-01"]
[[factor]]
name = "end"
parameter = "intervention.crisis.end"
values = [{ends}]
""")
    said = lien("sweep", str(file), "-o", str(folder / "failing"), "--executor", "slurm", code=3)
    job = job_of(str(folder / "failing"))
    about = Slurm.said("scontrol", "show", "job", job)
    assert "ExitCode=3:0" in about, about
    assert "1 of 500 runs are not done, 1 failed" in said, said
    print("failing: exit code 3 of the task and of the sweep")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the daemons are stopped
    folder = pathlib.Path(tempfile.mkdtemp(prefix="lien_slurm_"))
    slurm = Slurm(folder)
    try:
        slurm.start()
        run_array(folder)
        failing(folder)
        interrupted(folder, "requeue", lambda job: Slurm.said("scontrol", "requeue", job + "_1"))
        interrupted(folder, "time_limit", time_limit)
        interrupted(folder, "preempted", preempt)
        if "LIEN_FULL_CHECKS" in os.environ:
            true_time_limit(folder)
    except BaseException:
        slurm.explain()
        raise
    finally:
        slurm.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()

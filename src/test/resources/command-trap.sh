#!/usr/bin/env bash
# Stands in front of a real program: notes each call in a log of its own, and holds a call where a test says so.
home=$(dirname "$(dirname "$0")")
name=$(basename "$0")
real=$(cat "$home/real/$name")
# What a program that was noted starts itself is its own affair.
[[ -n ${TRAPPED:-} ]] && exec "$real" "$@"
export TRAPPED=1
line="$name $*"
# A look at the target changes nothing and belongs to no step: two may run at once.
step=${BACKOUT_STEP:-}
[[ $step == look-* ]] && step=
read -r stat < "/proc/$$/stat"
read -r _ _ _ session _ <<< "${stat##*) }"

# One write to a file that is only appended to.
note() {
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$(date +%s%N)" "$$" "$session" "$step" "$2" "${line//[$'\n\t']/ }" >> "$home/log"
}

# Kernel locks end with the last process that inherited them, also when it was killed: nothing escapes them.
only_one() {
    eval "exec $1>> '$home/locks/$2'"
    flock --nonblock "$1" || note overlap
}

# A hold is for one call of a step: whoever moves the file away is held until a test deletes it.
hold() {
    local wanted
    wanted=$(cat "$home/hold-$1" 2> /dev/null) || return 0
    # shellcheck disable=SC2053 # a pattern
    if [[ -n $step && $line == $wanted ]] && mv "$home/hold-$1" "$home/held-$$" 2> /dev/null; then
        note held
        while [[ -e $home/held-$$ ]]; do sleep 0.05; done
    fi
}

note start
if [[ -n $step ]]; then
    only_one 8 "$(printf '%s' "$line" | cksum | tr ' ' '-')"
fi
case $line in
    "pm2 start"* | "pm2 stop"* | "git reset"* | "git worktree"* | "git update-ref"* | "npm ci"*) only_one 9 changing ;;
esac
hold before
note run
"$real" "$@"
code=$?
note end "$code"
hold after
exit $code

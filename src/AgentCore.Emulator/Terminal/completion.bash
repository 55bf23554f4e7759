# bash completion for agentcore-emulator, from 'agentcore-emulator completion bash'. In ~/.bashrc:
#   source <(agentcore-emulator completion bash)
_agentcore_emulator() {
  local program=${1/#\~/$HOME} line=${COMP_LINE:0:COMP_POINT} word candidate breaks prefix=
  line="agentcore-emulator${line#*"$1"}"
  word=${line##*[[:space:]]}
  line=${line%"$word"}
  word=${word#[\"\']}
  line+=$word
  # Readline takes what follows these for a word of its own, and puts a candidate in its place alone.
  breaks=${COMP_WORDBREAKS//[^=:]/}
  [ -z "$breaks" ] || prefix=${word%"${word##*["$breaks"]}"}
  COMPREPLY=()
  while IFS= read -r candidate; do
    [ -n "$candidate" ] && [[ $candidate == "$word"* ]] || continue
    COMPREPLY+=("${candidate#"$prefix"}")
    case $candidate in *[=:]) compopt -o nospace ;; esac
  done < <("$program" "[suggest:${#line}]" "$line" 2>/dev/null)
}
# Where nothing is suggested, names of files are.
complete -o default -F _agentcore_emulator agentcore-emulator

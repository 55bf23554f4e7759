#compdef agentcore-emulator
# zsh completion for agentcore-emulator, from 'agentcore-emulator completion zsh'. In ~/.zshrc, after compinit:
#   source <(agentcore-emulator completion zsh)
_agentcore_emulator() {
  local line="agentcore-emulator ${(j: :)${words[2,CURRENT-1]}}"
  (( CURRENT > 2 )) && line+=' '
  line+=$PREFIX
  local -a found
  found=(${(f)"$(${~words[1]} "[suggest:${#line}]" "$line" 2>/dev/null)"})
  # Further text follows a name that ends in = or a colon. Where nothing is suggested, names of files are.
  compadd -S '' -- ${(M)found:#*[=:]} && local some=1
  compadd -- ${found:#*[=:]} && some=1
  (( some )) || _files
}
if [[ $funcstack[1] == _agentcore_emulator ]]; then
  _agentcore_emulator "$@"
else
  compdef _agentcore_emulator agentcore-emulator
fi

# fish completion for agentcore-emulator, from 'agentcore-emulator completion fish':
#   agentcore-emulator completion fish > ~/.config/fish/completions/agentcore-emulator.fish
function __agentcore_emulator_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l word (commandline --cut-at-cursor --current-token)
    set -l line (string join ' ' -- agentcore-emulator $words[2..] "$word")
    set -l found (eval $words[1] "'[suggest:"(string length -- $line)"]'" '$line' 2>/dev/null)
    set found (string match -- "$word*" $found)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path "$word"
    end
end
complete --command agentcore-emulator --no-files --arguments '(__agentcore_emulator_complete)'

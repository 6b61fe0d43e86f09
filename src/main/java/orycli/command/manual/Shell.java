package orycli.command.manual;

import java.util.List;
import java.util.Locale;

/** The shells that can complete command lines. */
public enum Shell {
    BASH("""
            # for all terminals that are opened from now on; needs bash-completion
            mkdir -p ~/.local/share/bash-completion/completions
            ory completion bash > ~/.local/share/bash-completion/completions/ory

            # for this one
            eval "$(ory completion bash)"
            """),
    ZSH("""
            # for all terminals that are opened from now on: a folder of the fpath
            mkdir -p ~/.zfunc
            ory completion zsh > ~/.zfunc/_ory
            echo 'fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit' >> ~/.zshrc

            # for this one, once compinit was run
            source <(ory completion zsh)
            """),
    FISH("""
            # for all terminals
            mkdir -p ~/.config/fish/completions
            ory completion fish > ~/.config/fish/completions/ory.fish

            # for this one
            ory completion fish | source
            """),
    POWERSHELL("""
            # for all windows that are opened from now on
            ory completion powershell >> $PROFILE

            # for this one
            ory completion powershell | Out-String | Invoke-Expression
            """);

    private final String installation;

    Shell(String installation) {
        this.installation = installation;
    }

    /** The one that is called so on the command line, {@code bash}, say. */
    public static Shell of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Lines of its own language that have it complete. */
    public List<String> installation() {
        return installation.lines().toList();
    }

    /** The script. */
    public String script(Grammar grammar) {
        return switch (this) {
            case BASH -> BashScript.of(grammar);
            case ZSH -> ZshScript.of(grammar);
            case FISH -> FishScript.of(grammar);
            case POWERSHELL -> PowerShellScript.of(grammar);
        };
    }
}

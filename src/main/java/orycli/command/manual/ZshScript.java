package orycli.command.manual;

/** Completion for zsh. */
final class ZshScript {
    private ZshScript() {}

    static String of(Grammar grammar) {
        CaseTables tables = new CaseTables(grammar);
        return """
                #compdef ory
                # Completes ory in zsh. Made by 'ory completion zsh'.
                _ory() {
                  local at=ory flag='' literal='' word i
                  for ((i = 2; i < CURRENT; i++)); do
                    word=${(Q)words[i]}
                    if [[ -n $flag ]]; then
                      flag=
                      continue
                    fi
                    case $word in
                      --) if [[ $at == 'ory sandbox' ]]; then _files; return; else literal=1; fi ;;
                      -*=*) ;;
                      @VALUED@) flag=$word ;;
                      -*) ;;
                      *)
                        case "$at $word" in
                @STEPS@        esac
                        ;;
                    esac
                  done
                  if [[ -z $flag && -z $literal && $PREFIX == --*=* ]]; then
                    flag=${PREFIX%%=*}
                    compset -P "$flag="
                  fi
                  if [[ -n $flag ]]; then
                    case "$at $flag" in
                @VALUES@    esac
                  elif [[ $PREFIX == -* && -z $literal ]]; then
                    case $at in
                @FLAGS@    esac
                  else
                    case $at in
                @WORDS@    esac
                  fi
                }

                # Names, each with what it means.
                _ory_list() {
                  local -a names=("${@:2}")
                  if [[ $1 == flag ]]; then _describe -o flag names; else _describe command names; fi
                }

                _ory_words() {
                  local -a open=(${(M)@:#*=}) whole=(${@:#*=})
                  compadd -S '' -a open
                  compadd -a whole
                }

                _ory_files() {
                  _files
                }

                _ory_at_files() {
                  compset -P @ && _files
                }

                # What the server has; nothing where it cannot be asked.
                _ory_ids() {
                  local -a ids=("${(@f)$(ory __complete "$1" "${(@Q)words[1,CURRENT-1]}" 2>/dev/null </dev/null)}")
                  compadd -a ids
                }

                if [[ ${funcstack[1]} == _ory ]]; then
                  _ory "$@"
                else
                  compdef _ory ory
                fi
                """.replace("@VALUED@", tables.valued())
                .replace("@STEPS@", tables.steps())
                .replace("@VALUES@", tables.values())
                .replace("@FLAGS@", tables.flags())
                .replace("@WORDS@", tables.words());
    }
}

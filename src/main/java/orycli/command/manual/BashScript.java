package orycli.command.manual;

/** Completion for bash, from 3.2 on, which macOS has. */
final class BashScript {
    private BashScript() {}

    static String of(Grammar grammar) {
        CaseTables tables = new CaseTables(grammar);
        return """
                # Completes ory in bash. Made by 'ory completion bash'.
                _ory() {
                  local at=ory flag='' literal='' rest=$COMP_LINE cur word prefix i
                  local -a words=()
                  COMPREPLY=()
                  # bash takes words apart at = and : and @, which ours may hold.
                  for ((i = 0; i <= COMP_CWORD; i++)); do
                    word=${COMP_WORDS[i]}
                    if ((i == 0)) || [[ $rest == [[:space:]]* || -z $rest ]]; then
                      words+=("$word")
                    else
                      words[${#words[@]} - 1]+=$word
                    fi
                    rest=${rest#"${rest%%[![:space:]]*}"}
                    rest=${rest#"$word"}
                  done
                  cur=${words[${#words[@]} - 1]}
                  for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    word=${words[i]}
                    if [[ $flag ]]; then
                      flag=
                      continue
                    fi
                    case $word in
                      --) if [[ $at == 'ory sandbox' ]]; then return; else literal=1; fi ;;
                      -*=*) ;;
                      @VALUED@) flag=$word ;;
                      -*) ;;
                      *)
                        case "$at $word" in
                @STEPS@        esac
                        ;;
                    esac
                  done
                  if [[ ! $flag && ! $literal && $cur == --*=* ]]; then
                    flag=${cur%%=*}
                    cur=${cur#*=}
                  fi
                  if [[ $flag ]]; then
                    case "$at $flag" in
                @VALUES@    esac
                  elif [[ $cur == -* && ! $literal ]]; then
                    case $at in
                @FLAGS@    esac
                  else
                    case $at in
                @WORDS@    esac
                  fi
                  prefix=${cur%"${cur##*[:=@]}"}
                  COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
                }

                # Names, each with what it means, which bash does not show.
                _ory_list() {
                  shift
                  _ory_words "${@%%:*}"
                }

                _ory_words() {
                  local word
                  for word in "$@"; do
                    if [[ $word == "$cur"* ]]; then
                      [[ $word == *= ]] && compopt -o nospace 2>/dev/null
                      [[ $word == *[!A-Za-z0-9_@%+=:,./-]* ]] && printf -v word %q "$word"
                      COMPREPLY+=("$word")
                    fi
                  done
                }

                _ory_files() {
                  local word
                  compopt -o filenames 2>/dev/null
                  while IFS= read -r word; do
                    COMPREPLY+=("$1$word")
                  done < <(compgen -f -- "${cur#"$1"}")
                }

                _ory_at_files() {
                  if [[ $cur == @* ]]; then _ory_files @; fi
                }

                # What the server has; nothing where it cannot be asked.
                _ory_ids() {
                  local -a ids=()
                  local word
                  while IFS= read -r word; do
                    ids+=("$word")
                  done < <(ory __complete "$1" "${words[@]}" 2>/dev/null </dev/null)
                  ((${#ids[@]})) && _ory_words "${ids[@]}"
                }

                complete -F _ory ory
                """.replace("@VALUED@", tables.valued())
                .replace("@STEPS@", tables.steps())
                .replace("@VALUES@", tables.values())
                .replace("@FLAGS@", tables.flags())
                .replace("@WORDS@", tables.words());
    }
}

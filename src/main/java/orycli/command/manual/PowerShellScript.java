package orycli.command.manual;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import orycli.command.manual.Grammar.Node;

/** Completion for PowerShell, on every system. */
final class PowerShellScript {
    private PowerShellScript() {}

    static String of(Grammar grammar) {
        return """
                # Completes ory in PowerShell. Made by 'ory completion powershell'.
                Register-ArgumentCompleter -Native -CommandName ory -ScriptBlock {
                    param($wordToComplete, $commandAst, $cursorPosition)
                    $steps = @{
                @STEPS@    }
                    $valued = @(@VALUED@)
                    $values = @{
                @VALUES@    }
                    $flags = @{
                @FLAGS@    }
                    $words = @{
                @WORDS@    }
                    $typed = @($commandAst.CommandElements |
                        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
                        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { "$_" } })
                    $at = 'ory'
                    $flag = ''
                    foreach ($word in @($typed | Select-Object -Skip 1)) {
                        if ($flag) { $flag = '' }
                        elseif ($valued -ccontains $word) { $flag = $word }
                        elseif (-not $word.StartsWith('-') -and $steps.ContainsKey("$at $word")) { $at = $steps["$at $word"] }
                    }
                    $begin = ''
                    $rest = "$wordToComplete"
                    if (-not $flag -and $rest -match '^(--[^=]+)=(.*)$') {
                        $flag = $Matches[1]
                        $begin = "$flag="
                        $rest = $Matches[2]
                    }
                    $found = if ($flag) {
                        if ($values.ContainsKey("$at $flag")) { $values["$at $flag"] } else { $values["* $flag"] }
                    } elseif ($rest.StartsWith('-')) { $flags[$at] } else { $words[$at] }
                    foreach ($entry in @($found | Where-Object { $_ })) {
                        # Ids come from the server, files are left to PowerShell, the others stand here.
                        $choices = switch -Regex ($entry) {
                            '^<(clients|projects|workspaces)>$' { ory __complete $Matches[1] @typed 2>$null }
                            '^<file>$' { continue }
                            default { $entry }
                        }
                        foreach ($choice in @($choices)) {
                            # What a server says is a word, whatever is in it, and no code.
                            $name, $text = if ($entry[0] -eq '<') { "$choice", '' } else { "$choice" -split '\\|', 2 }
                            $word = if ($name -match '[^A-Za-z0-9_./:=+-]') { "'" + $name.Replace("'", "''") + "'" } else { $name }
                            if ($name.StartsWith($rest)) {
                                [System.Management.Automation.CompletionResult]::new(
                                    "$begin$word", $name, 'ParameterValue', $(if ($text) { $text } else { $name }))
                            }
                        }
                    }
                }
                """.replace("@STEPS@", steps(grammar))
                .replace(
                        "@VALUED@",
                        grammar.valued().stream().map(PowerShellScript::quoted).collect(Collectors.joining(", ")))
                .replace(
                        "@VALUES@",
                        grammar.values().entrySet().stream()
                                .map(value -> row(value.getKey(), words(value.getValue())))
                                .collect(Collectors.joining()))
                .replace(
                        "@FLAGS@",
                        grammar.nodes().stream()
                                .map(node -> row(node.path(), described(node.flags())))
                                .collect(Collectors.joining()))
                .replace(
                        "@WORDS@",
                        grammar.nodes().stream()
                                .map(node -> row(node.path(), words(grammar, node)))
                                .collect(Collectors.joining()));
    }

    private static String steps(Grammar grammar) {
        return grammar.steps().entrySet().stream()
                .map(step -> "        " + quoted(step.getKey()) + " = " + quoted(step.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String row(String key, List<String> words) {
        return "        " + quoted(key) + " = @("
                + words.stream().map(PowerShellScript::quoted).collect(Collectors.joining(", ")) + ")\n";
    }

    private static List<String> words(Grammar grammar, Node node) {
        List<Entry> commands = grammar.commands(node);
        return commands.isEmpty() ? words(node.argument()) : described(commands);
    }

    private static List<String> words(Completion value) {
        return switch (value.kind()) {
            case FREE, COMMAND -> List.of();
            case WORDS -> value.words();
            case FILE, AT_FILE -> List.of("<file>");
            case CLIENTS, PROJECTS, WORKSPACES ->
                List.of("<" + value.kind().name().toLowerCase(Locale.ROOT) + ">");
        };
    }

    private static List<String> described(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.names().stream().map(name -> name + "|" + entry.text()))
                .toList();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "''") + "'";
    }
}

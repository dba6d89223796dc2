using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace Pen.Records.Export;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, with the unit.</param>
/// <param name="Value">What stands in a row: text, a number, a time, yes or no; null for nothing.</param>
internal sealed record CsvColumn<T>(string Name, Func<T, object?> Value);

/// <summary>
/// A file of a table for a spreadsheet: RFC 4180, UTF-8 with its mark in front. No text in it is taken for a formula; a negative number stays a
/// number.
/// </summary>
internal sealed partial class CsvTable<T> : IDisposable
{
    private readonly IReadOnlyList<CsvColumn<T>> columns;
    private readonly Writer writer;

    /// <summary>Begins the file with the names of its columns. The stream is closed with it.</summary>
    public CsvTable(Stream file, IReadOnlyList<CsvColumn<T>> columns)
    {
        this.columns = columns;
        writer = new Writer(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)));
        foreach (CsvColumn<T> column in columns)
        {
            writer.Put(column.Name);
        }

        writer.NextRecord();
    }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(T row)
    {
        foreach (CsvColumn<T> column in columns)
        {
            writer.Put(column.Value(row));
        }

        writer.NextRecord();
        Rows++;
    }

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();

    private sealed partial class Writer(TextWriter to) : CsvWriter(to, Configuration)
    {
        private bool isNumber;

        private static new CsvConfiguration Configuration { get; } =
            new(CultureInfo.InvariantCulture)
            {
                NewLine = "\r\n",
                // By itself it looks for the end of a line as it is set here, and a single LF would begin a row of somebody else's making.
                ShouldQuote = args =>
                    ConfigurationFunctions.ShouldQuote(args) || args.Field?.IndexOfAny(['\r', '\n', ';', '\t']) >= 0,
                InjectionOptions = InjectionOptions.Escape,
                InjectionCharacters = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'],
            };

        public void Put(object? value)
        {
            isNumber = value is int or uint or long or decimal or double;
            WriteField(
                value switch
                {
                    null => "",
                    bool yes => yes ? "yes" : "no",
                    DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                    Enum name => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString()),
                    _ when isNumber => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
                    _ => Behind().Replace(value.ToString()!, "$0'"),
                }
            );
        }

        protected override string? SanitizeForInjection(string? field) => isNumber ? field : base.SanitizeForInjection(field);

        /// <summary>
        /// Where a formula could begin besides a text's first character: behind blanks that a program may leave out, and behind what a program
        /// of another country takes for the end of a cell.
        /// </summary>
        [GeneratedRegex(@"(?:^[\s\p{C}]+|[;\t\r\n][\s\p{C}]*)(?=[=+\-@＝＋－＠])")]
        private static partial Regex Behind();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace NanoFramework.Tests;

/// <summary>Writes the visible types and members of an assembly the way the lists of nanoFramework's API do.</summary>
internal static class MemberFormat
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IEnumerable<string> Lines(Type type)
    {
        yield return TypeLine(type);
        foreach (FieldInfo field in type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily) && !f.IsSpecialName))
        {
            string value = field.IsLiteral ? $" = {Convert.ToInt64(field.GetRawConstantValue())}" : "";
            yield return $"{Name(type)}::{field.Name} {Name(field.FieldType)}{value}{(field.IsStatic ? " static" : "")}";
        }

        if (type.IsEnum)
        {
            yield break;
        }

        foreach (ConstructorInfo made in type.GetConstructors(Declared).Where(c => c.IsPublic || c.IsFamily))
        {
            yield return $"{Name(type)}::.ctor({Parameters(made)})";
        }

        foreach (MethodInfo method in type.GetMethods(Declared).Where(m => m.IsPublic || m.IsFamily))
        {
            string suffix = method.IsStatic ? " static" : "";
            yield return $"{Name(type)}::{method.Name}({Parameters(method)}) {Name(method.ReturnType)}{suffix}";
        }
    }

    private static string TypeLine(Type type)
    {
        string kind =
            type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : type.IsInterface ? "interface"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        bool plain = type.IsValueType || type.BaseType == typeof(object) || type.BaseType is null;
        return $"{Name(type)} = {kind}{(plain ? "" : $" : {Name(type.BaseType!)}")}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(",", method.GetParameters().Select(p => Name(p.ParameterType)));

    private static string Name(Type type) =>
        type.IsByRef ? "ref " + Name(type.GetElementType()!)
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.FullName!.Replace('+', '.');
}

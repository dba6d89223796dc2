System.Console.WriteLine("pen");
